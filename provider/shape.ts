import { z } from "zod";

/*
 * Zod's own signatures map over the shape that they are given, and what the compiler then writes into the declaration files of
 * the package has lost its docstrings: an editor would show none. These keep the shape in the type as it is written.
 */
type Shape = z.core.$ZodLooseShape;

export const strictObject: <S extends Shape>(shape: S) => z.ZodObject<S, z.core.$strict> = z.strictObject;
export const object: <S extends Shape>(shape: S) => z.ZodObject<S, z.core.$strip> = z.object;
