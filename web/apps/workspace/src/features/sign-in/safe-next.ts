/** Where to go after sign-in: a path of this site, whatever the address asks for. */
export function safeNext(next: string | null): string {
  const isPathOfThisSite = next !== null && /^\/(?![/\\])/.test(next);
  return isPathOfThisSite ? next : '/';
}
