import { largest, sumOfWhole } from './lanes.as';

/**
 * Dense layers in whole numbers. A layer is x · w + bias with w = scale · u + min, where u are the bytes of the published
 * model. A row of x is brought to whole numbers, x ≈ step · q, so that x · w = step · (scale · Σ q·u + min · Σ q), and Σ q·u
 * runs in 16-bit products with exact 32-bit sums. Rows go four at a time and pairs of depth side by side, because that is
 * how the product instruction reads.
 *
 * AssemblyScript, compiled by compile-kernel.js. A parameter of type usize is an address; `rows` is the number of tokens.
 */

/** Bytes in front of every group of four quantised rows: their four steps, then their four Σ q. */
const GROUP_HEADER = 32;

/** Bytes → floats: scale · byte + min, `count` being a multiple of eight. */
export function expand(from: usize, to: usize, count: i32, scale: f32, min: f32): void {
  const factor = f32x4.splat(scale);
  const offset = f32x4.splat(min);
  for (let i = 0; i < count; i += 8) {
    const bytes = v128.load_ext<u8>(from + i);
    const left = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(bytes));
    const right = f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(bytes));
    v128.store(to, f32x4.add(f32x4.mul(left, factor), offset));
    v128.store(to, f32x4.add(f32x4.mul(right, factor), offset), 16);
    to += 32;
  }
}

/** Byte matrix [depth][width] → panels of 8 columns; within a panel, for each pair of depth, 8 × (even, odd). */
export function pack(from: usize, to: usize, depth: i32, width: i32): void {
  for (let column = 0; column < width; column += 8) {
    for (let k = 0; k < depth; k += 2) {
      const pair = from + k * width + column;
      const even = v128.load64_zero(pair);
      const odd = v128.load64_zero(pair + width);
      v128.store(to, v128.shuffle<u8>(even, odd, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
      to += 16;
    }
  }
}

/** Rows of floats → whole numbers of size `limit` at most, in groups of four rows as `multiply` wants them. */
export function quantise(x: usize, rows: i32, depth: i32, limit: f32, packed: usize): void {
  for (let row = 0; row < rows; row++) {
    const group = packed + (row >> 2) * (GROUP_HEADER + depth * 8);
    const lane = (row & 3) << 2;
    const step = largest(x, depth) / limit;
    const factor = f32x4.splat(1 / step);
    let total = i32x4.splat(0);
    let to = group + GROUP_HEADER + lane;
    for (let k = 0; k < depth; k += 4) {
      const whole = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), factor)));
      const short = i16x8.narrow_i32x4_s(whole, whole);
      total = i32x4.add(total, whole);
      v128.store32_lane(to, short, 0);
      v128.store32_lane(to, short, 1, 16);
      x += 16;
      to += 32;
    }
    store<f32>(group + lane, step);
    store<f32>(group + lane, f32(sumOfWhole(total)), 16);
  }
}

/** y = x · w + bias for quantised rows; writes whole groups of four rows, so y needs room for rows rounded up to four. */
export function multiply(
  packed: usize,
  rows: i32,
  depth: i32,
  width: i32,
  weights: usize,
  scale: f32,
  min: f32,
  bias: usize,
  y: usize,
): void {
  const line = width << 2;
  const panel = depth << 3;
  for (let column = 0; column < width; column += 8) {
    let group = packed;
    for (let row = 0; row < rows; row += 4) {
      let x = group + GROUP_HEADER;
      let w = weights;
      const end = w + panel;
      let left0 = i32x4.splat(0),
        left1 = i32x4.splat(0),
        left2 = i32x4.splat(0),
        left3 = i32x4.splat(0);
      let right0 = i32x4.splat(0),
        right1 = i32x4.splat(0),
        right2 = i32x4.splat(0),
        right3 = i32x4.splat(0);
      // Written out once per pair of depth and not unrolled: more at a time spills registers and ran a quarter slower.
      do {
        const left = v128.load_ext<u8>(w);
        const right = v128.load_ext<u8>(w, 8);
        let pair = v128.load_splat<i32>(x);
        left0 = i32x4.add(left0, i32x4.dot_i16x8_s(pair, left));
        right0 = i32x4.add(right0, i32x4.dot_i16x8_s(pair, right));
        pair = v128.load_splat<i32>(x, 4);
        left1 = i32x4.add(left1, i32x4.dot_i16x8_s(pair, left));
        right1 = i32x4.add(right1, i32x4.dot_i16x8_s(pair, right));
        pair = v128.load_splat<i32>(x, 8);
        left2 = i32x4.add(left2, i32x4.dot_i16x8_s(pair, left));
        right2 = i32x4.add(right2, i32x4.dot_i16x8_s(pair, right));
        pair = v128.load_splat<i32>(x, 12);
        left3 = i32x4.add(left3, i32x4.dot_i16x8_s(pair, left));
        right3 = i32x4.add(right3, i32x4.dot_i16x8_s(pair, right));
        w += 16;
        x += 16;
      } while (w < end);
      const to = y + row * line + (column << 2);
      finish(to, left0, right0, group, scale, min, bias);
      finish(to + line, left1, right1, group + 4, scale, min, bias);
      finish(to + 2 * line, left2, right2, group + 8, scale, min, bias);
      finish(to + 3 * line, left3, right3, group + 12, scale, min, bias);
      group += GROUP_HEADER + panel;
    }
    weights += panel;
    bias += 32;
  }
}

/** Whole sums of one row and eight columns → floats in y; `header` is the address of the row's step. */
function finish(y: usize, left: v128, right: v128, header: usize, scale: f32, min: f32, bias: usize): void {
  const step = load<f32>(header);
  const factor = f32x4.splat(step * scale);
  const offset = f32x4.splat(step * load<f32>(header, 16) * min);
  v128.store(
    y,
    f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(left), factor), f32x4.add(offset, v128.load(bias))),
  );
  v128.store(
    y,
    f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(right), factor), f32x4.add(offset, v128.load(bias, 16))),
    16,
  );
}
