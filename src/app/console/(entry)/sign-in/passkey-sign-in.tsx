'use client';

import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../(inside)/_forms/perform';
import { passkeySignInAction } from './actions';

/**
 * The way in without a password: by this button, and, where the browser can, among what it
 * suggests in the field above. Not there where the browser knows no passkeys.
 */
export function PasskeySignIn({
  next,
  suggest = true,
  labels,
}: {
  next: string;
  /** False where there is no field to suggest it in. */
  suggest?: boolean;
  labels: Record<'deed' | 'cancelled', string>;
}) {
  const router = useRouter();
  const texts = useUiTexts();
  const [isKnown, setKnown] = useState(true);
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();

  async function attempt(useBrowserAutofill: boolean) {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const optionsJSON = await readChallenge();
    if (!optionsJSON) {
      if (!useBrowserAutofill) setFailure(texts.unreachable);
      return;
    }
    const signed = await startAuthentication({ optionsJSON, useBrowserAutofill }).catch(() => null);
    if (!signed) {
      if (!useBrowserAutofill) setFailure(labels.cancelled);
      return;
    }
    const fields = { signed: JSON.stringify(signed), next };
    const answer = await perform(passkeySignInAction, fields, texts.unreachable);
    if (answer.ok) router.push(answer.go ?? next);
    else setFailure(answer.message);
  }

  useEffect(() => {
    let isLeft = false;
    const ask = async () => {
      const web = await import('@simplewebauthn/browser');
      if (!web.browserSupportsWebAuthn()) return setKnown(false);
      if (suggest && (await web.browserSupportsWebAuthnAutofill()) && !isLeft) await attempt(true);
    };
    ask().catch(() => {});
    return () => {
      isLeft = true;
      import('@simplewebauthn/browser').then(({ WebAuthnAbortService }) =>
        WebAuthnAbortService.cancelCeremony(),
      );
    };
  }, []);

  if (!isKnown) return null;
  return (
    <div className="grid gap-3 noscript:hidden">
      <Button
        wide
        icon={<KeyRound aria-hidden />}
        pending={pending}
        onClick={() => {
          setFailure(undefined);
          start(() => attempt(false));
        }}
      >
        {labels.deed}
      </Button>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
    </div>
  );
}

async function readChallenge(): Promise<PublicKeyCredentialRequestOptionsJSON | undefined> {
  const answer = await fetch('/api/passkey-challenge', { method: 'POST' }).catch(() => undefined);
  return answer?.ok ? answer.json() : undefined;
}
