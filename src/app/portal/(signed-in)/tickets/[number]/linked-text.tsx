'use client';

const address = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}’»])/;

/** Text as it was typed; web addresses in it can be followed, nothing else is interpreted. */
export function LinkedText({ text }: { text: string }) {
  return (
    <div dir="auto" className="prose prose-text">
      {text.split(address).map((part, at) =>
        at % 2 === 0 ? (
          part
        ) : (
          <a key={at} href={part} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
            {part}
          </a>
        ),
      )}
    </div>
  );
}
