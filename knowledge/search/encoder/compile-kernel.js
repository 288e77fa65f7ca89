/**
 * Compiles the AssemblyScript files (*.as.ts) of this folder into kernel-binary.ts: `npm run kernel`. With `--check` it
 * writes nothing and fails when the committed binary is not what the sources give.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = new URL('./kernel-binary.ts', import.meta.url);

let binary;
const { error, stderr } = await asc.main(
  [
    'dense.as.ts',
    'attention.as.ts',
    'activation.as.ts',
    '--baseDir',
    folder,
    '--outFile',
    'kernel.wasm',
  ].concat(['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd']),
  {
    writeFile: (_name, data) => {
      binary = data;
    },
  },
);
if (error) throw new Error(`${error.message}\n${stderr.toString()}`);

const text = `/** Compiled from the *.as.ts files by \`npm run kernel\`; a test compares them. WebAssembly in base64. */
export const kernelBinary =
  '${Buffer.from(binary).toString('base64')}';
`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  process.stderr.write('kernel-binary.ts was not made from these *.as.ts files: run `npm run kernel`.\n');
  process.exitCode = 1;
}
