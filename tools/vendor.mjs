// Which front-end libraries the pages carry, and how static/vendor is made from node_modules: `make vendor`.
// Commit what it writes; nothing of it is fetched when convscope runs.

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * `copies` are files taken as the package ships them, `notices` what its licence wants beside them, both as
 * source → target. `bundle` is the target of the package's main module, joined into one ES module file.
 *
 * @typedef {{ name: string, bundle?: string, copies?: Record<string, string>, notices: Record<string, string> }} Library
 * @type {Library[]}
 */
const libraries = [
  {
    name: "swagger-ui-dist",
    copies: { "swagger-ui-bundle.js": "swagger-ui.js", "swagger-ui.css": "swagger-ui.css" },
    notices: {
      LICENSE: "swagger-ui.LICENSE.txt",
      NOTICE: "swagger-ui.NOTICE.txt",
      "swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-bundle.js.LICENSE.txt", // the name that the file's head points to
    },
  },
];

const root = fileURLToPath(new URL("..", import.meta.url));
const vendor = join(root, "static", "vendor");
const manifest = join(vendor, "manifest.json");

/** @param {string} name @param {string} file */
const source = (name, file) => readFile(join(root, "node_modules", name, file), "utf8");

/** The library as one minified ES module. @param {string} name */
async function bundled(name) {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(name)};`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "eof",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0].text;
}

/** The text without source map comments, which would send a browser to a file that is not there; says so if changed. */
function withoutSourceMap(/** @type {string} */ text, /** @type {string} */ library) {
  const bare = text
    .replace(/^\s*(?:\/\/[#@] ?sourceMappingURL=.*|\/\*[#@] ?sourceMappingURL=.*?\*\/)\s*$/gm, "")
    .trimEnd();
  return bare === text.trimEnd()
    ? text
    : `/*! ${library}, changed for convscope: without its source map comment. */\n${bare}\n`;
}

/** Every file of one library as [target, text]. @param {Library} library @param {string} version */
async function filesOf({ name, bundle, copies = {}, notices }, version) {
  const files = bundle ? [[bundle, await bundled(name)]] : [];
  for (const [from, to] of Object.entries(copies)) {
    files.push([to, withoutSourceMap(await source(name, from), `${name} ${version}`)]);
  }
  for (const [from, to] of Object.entries(notices)) {
    files.push([to, await source(name, from)]);
  }
  return files;
}

/** The files that the last run wrote. */
async function written() {
  try {
    return JSON.parse(await readFile(manifest, "utf8")).map((/** @type {{ file: string }} */ { file }) => file);
  } catch {
    return [];
  }
}

await mkdir(vendor, { recursive: true });
await Promise.all((await written()).map((/** @type {string} */ file) => rm(join(vendor, file), { force: true })));

const rows = [];
for (const library of libraries) {
  const { version } = JSON.parse(await source(library.name, "package.json"));
  for (const [file, text] of await filesOf(library, version)) {
    await writeFile(join(vendor, file), text);
    rows.push({ name: library.name, version, file, sha256: createHash("sha256").update(text).digest("hex") });
  }
}
await writeFile(manifest, `${JSON.stringify(rows, null, 2)}\n`);
console.log(rows.map(({ name, version, file }) => `static/vendor/${file}  ${name} ${version}`).join("\n"));
