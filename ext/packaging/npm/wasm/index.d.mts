// The types of sqlite-advocacy/wasm.

export type Value = null | number | bigint | string | Uint8Array;

export interface Result {
    columns: string[];
    rows: Value[][];
    /** Whether there were more rows than were asked for. */
    more: boolean;
}

export interface Imported {
    columns: string[];
    rows: number;
    /** Records with fewer cells than columns, which end with NULLs, and with more, whose last ones are left out. */
    short: number;
    long: number;
    delimiter: string;
}

export declare class SqliteError extends Error {
    /** Where in the SQL, in bytes, or -1. */
    offset: number;
}

export declare class Database {
    /** Runs every statement of a text; the results of those that have columns. */
    run(sql: string, parameters?: unknown[], most?: number): Result[];
    /** The rows of a query as objects. */
    all(sql: string, ...parameters: unknown[]): Record<string, Value>[];
    /** The first column of the first row. */
    value(sql: string, ...parameters: unknown[]): Value | undefined;
    /** Makes a table of a CSV, whose first record names the columns. */
    importCsv(table: string, csv: string | Uint8Array | ArrayBuffer, delimiter?: string | null): Imported;
    /** The mapping that advocacy_mapping() proposes, as a script. */
    mapping(): string;
    /** advocacy_setup(): how many views stand. */
    setup(kind?: "temp" | "snapshot" | "main", settings?: Record<string, unknown>): number;
    /** advocacy_dashboard(): the whole page of HTML. */
    dashboard(options?: Record<string, unknown>): string;
    /** The database as the bytes of a file. */
    export(): Uint8Array;
    close(): void;
}

export interface Engine {
    /** The version of SQLite. */
    version: string;
    /** An empty database in memory, or a copy of one in the bytes of a file. */
    open(file?: Uint8Array | ArrayBuffer | null): Database;
}

export declare function load(source?: string | URL | Uint8Array | ArrayBuffer | WebAssembly.Module): Promise<Engine>;
