import { exp, sumOf } from './lanes.as';

/** What happens between the dense layers, in AssemblyScript: see dense.as.ts. */

/** x = layerNorm(x + y) · gain + shift, row by row, in place. */
export function addAndNormalise(x: usize, y: usize, rows: i32, width: i32, gain: usize, shift: usize): void {
  const bytes = width << 2;
  for (let row = 0; row < rows; row++) {
    let total = f32x4.splat(0);
    for (let at = 0; at < bytes; at += 16) {
      const sum = f32x4.add(v128.load(x + at), v128.load(y + at));
      v128.store(x + at, sum);
      total = f32x4.add(total, sum);
    }
    const mean = f32x4.splat(sumOf(total) / f32(width));
    let squares = f32x4.splat(0);
    for (let at = 0; at < bytes; at += 16) {
      const off = f32x4.sub(v128.load(x + at), mean);
      squares = f32x4.add(squares, f32x4.mul(off, off));
    }
    const factor = f32x4.splat(1 / sqrt<f32>(sumOf(squares) / f32(width) + 1e-12));
    for (let at = 0; at < bytes; at += 16) {
      const even = f32x4.mul(f32x4.sub(v128.load(x + at), mean), factor);
      v128.store(x + at, f32x4.add(f32x4.mul(even, v128.load(gain + at)), v128.load(shift + at)));
    }
    x += bytes;
    y += bytes;
  }
}

/** x = x · Φ(x) in place for `count` floats, Φ by Abramowitz and Stegun 7.1.26 (error below 1.5e-7). */
export function gelu(x: usize, count: i32): void {
  const end = x + (count << 2);
  for (; x < end; x += 16) {
    const value = v128.load(x);
    const z = f32x4.mul(f32x4.abs(value), f32x4.splat(Mathf.SQRT1_2));
    const t = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), f32x4.mul(z, f32x4.splat(0.3275911))));
    let tail = f32x4.splat(1.061405429);
    tail = f32x4.add(f32x4.mul(tail, t), f32x4.splat(-1.453152027));
    tail = f32x4.add(f32x4.mul(tail, t), f32x4.splat(1.421413741));
    tail = f32x4.add(f32x4.mul(tail, t), f32x4.splat(-0.284496736));
    tail = f32x4.add(f32x4.mul(tail, t), f32x4.splat(0.254829592));
    tail = f32x4.mul(f32x4.mul(tail, f32x4.mul(t, f32x4.splat(0.5))), exp(f32x4.neg(f32x4.mul(z, z))));
    const share = v128.bitselect(tail, f32x4.sub(f32x4.splat(1), tail), f32x4.lt(value, f32x4.splat(0)));
    v128.store(x, f32x4.mul(value, share));
  }
}
