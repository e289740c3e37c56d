/** How a device names whose passkey it holds (WebAuthn, 5.4.3): the id's bytes, no name in it. */
export function userHandleOf(technicianId: string): string {
  return Buffer.from(technicianId.replaceAll('-', ''), 'hex').toString('base64url');
}
