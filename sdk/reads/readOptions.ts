import type * as pulumi from "@pulumi/pulumi";

/** How a read is made. */
export interface ReadOptions {
  /** Ends the read, with its requests and waits. */
  signal?: AbortSignal | undefined;
}

/** How a read of outputs is made. */
export interface ReadOutputOptions {
  /** Resources that have to be made, or updated, before. While one of them is still to be made, a preview does not read. */
  dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}
