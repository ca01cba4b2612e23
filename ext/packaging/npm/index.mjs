// The npm package as an ES module: the same functions.
import advocacy from "./index.cjs";

export const { getLoadablePath, load } = advocacy;
