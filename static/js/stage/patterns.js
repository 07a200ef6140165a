/**
 * The hatchings of padding and of what is read, as a document's templates have them, for a tree that has no template.
 */

import { svg } from "./svg.js";

const TURNED = { patternTransform: "rotate(45)" };
const PATTERNS = [
  { id: "hatch", size: 6, d: "M0 0v6", line: "hatch-line", ...TURNED },
  { id: "hatch-read", size: 6, d: "M0 0v6", line: "hatch-line read", ...TURNED },
  { id: "cross-hatch", size: 7, d: "M0 0v7M0 0h7", line: "hatch-line", ...TURNED },
  { id: "stripes", size: 3, d: "M0 1.5h3", line: "stripe" },
];

export function patterns() {
  const drawn = PATTERNS.map(({ size, d, line, ...more }) =>
    svg("pattern", { width: size, height: size, patternUnits: "userSpaceOnUse", ...more }, [
      svg("path", { class: line, d }),
    ]),
  );
  return svg("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" }, [svg("defs", {}, drawn)]);
}
