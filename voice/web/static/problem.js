// @ts-check
// Why a recording can't be played, in the server's words where it answers.

/** @param {string} address @returns {Promise<{status: number, detail: string}>} a status of 0: it can't be reached */
export async function problemWith(address) {
  const headers = { Accept: "application/problem+json" };
  const answer = await fetch(address, { headers }).catch(() => null);
  if (!answer) return { status: 0, detail: "" };
  if (answer.ok) {
    void answer.body?.cancel();
    return { status: 200, detail: "" };
  }
  const problem = await answer.json().catch(() => ({}));
  return { status: answer.status, detail: problem.detail ?? "" };
}

/** A stream that breaks off may end like one that is whole; but one that is whole is on the shelf when it ends, under
 * the name of its bytes. @param {string} source */
export async function isWhole(source) {
  const answer = await fetch(source, { method: "HEAD" }).catch(() => null);
  return answer?.headers.has("ETag") ?? false;
}
