import { exp, sumOf } from './lanes.as';

/** Attention between the rows (tokens), in AssemblyScript: see dense.as.ts. */

/** Width of one attention head. */
const HEAD = 32;

/** Self-attention over all rows, head by head; `weights` is room for `rows` floats, rounded up to four. */
export function attend(q: usize, k: usize, v: usize, rows: i32, width: i32, weights: usize, y: usize): void {
  const line = width << 2;
  const scale: f32 = 1 / sqrt<f32>(f32(HEAD));
  for (let head = 0; head < line; head += HEAD << 2) {
    for (let row = 0; row < rows; row++) {
      for (let other = 0; other < rows; other++) {
        store<f32>(weights + (other << 2), scale * dot(q + row * line + head, k + other * line + head));
      }
      softmax(weights, rows);
      blend(weights, v + head, rows, line, y + row * line + head);
    }
  }
}

/** Σ a·b over one head. */
function dot(a: usize, b: usize): f32 {
  let total = f32x4.mul(v128.load(a), v128.load(b));
  for (let at = 16; at < HEAD << 2; at += 16)
    total = f32x4.add(total, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  return sumOf(total);
}

/** Σ weight · v over the rows, for one head. */
function blend(weights: usize, v: usize, rows: i32, line: i32, y: usize): void {
  for (let at = 0; at < HEAD << 2; at += 32) {
    let left = f32x4.splat(0),
      right = f32x4.splat(0);
    let from = v + at;
    for (let row = 0; row < rows; row++) {
      const weight = v128.load_splat<f32>(weights + (row << 2));
      left = f32x4.add(left, f32x4.mul(weight, v128.load(from)));
      right = f32x4.add(right, f32x4.mul(weight, v128.load(from, 16)));
      from += line;
    }
    v128.store(y + at, left);
    v128.store(y + at, right, 16);
  }
}

function softmax(x: usize, count: i32): void {
  let highest = load<f32>(x);
  for (let i = 1; i < count; i++) highest = max(highest, load<f32>(x + (i << 2)));
  for (let i = count; i & 3; i++) store<f32>(x + (i << 2), f32.NEGATIVE_INFINITY);
  const end = x + (count << 2);
  let total = f32x4.splat(0);
  for (let at = x; at < end; at += 16) {
    const power = exp(f32x4.sub(v128.load(at), f32x4.splat(highest)));
    v128.store(at, power);
    total = f32x4.add(total, power);
  }
  const share = f32x4.splat(1 / sumOf(total));
  for (let at = x; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), share));
}
