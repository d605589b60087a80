/** Whether records are written anew, to be read before they are checked in: `UPDATE_GOLDEN=1`. */
export const isUpdate = process.env.UPDATE_GOLDEN === "1";
if (isUpdate && process.env.CI !== undefined)
  throw new Error("UPDATE_GOLDEN=1 would make every test pass, so it is refused while CI is set. Unset one of them.");
