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
