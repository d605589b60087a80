import { tryLayouts } from "../../environments/tryLayouts";

tryLayouts(["pnpm-workspace", "pnpm-library"]);
