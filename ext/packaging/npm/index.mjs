import advocacy from "./index.cjs";

export const { getLoadablePath, load } = advocacy;
