// The types of the npm package.

/** A connection: better-sqlite3's, node-sqlite3's, libsql's, bun:sqlite's or node:sqlite's, the last opened with allowExtension. */
export interface Loader {
    loadExtension(path: string): unknown;
}

/** The file to load on this platform. Throws where the package has none. */
export declare function getLoadablePath(): string;

/** Loads the SQL functions into a connection. */
export declare function load(db: Loader): void;
