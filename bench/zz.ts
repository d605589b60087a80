import { measureScale } from "./scale/scale";

measureScale({ isQuick: true, runs: 1, sizes: [1000], isLate: () => false }).then((p) =>
  console.log(p.lines.join("\n"), JSON.stringify(p.targets)),
);
