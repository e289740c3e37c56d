import { expect, it } from 'vitest';
import { foldQuotedText } from '@/notifications/inbound/fold-quoted-text';
import { recogniseAutomatic } from '@/notifications/inbound/recognise-automatic';
import { withoutAdvert } from '@/notifications/inbound/without-signature';

it.each([
  'von meinem Handy aus komme ich nicht mehr ins Outlook.',
  'Sent items are empty in Outlook since this morning.',
  'Gesendet werden die E-Mails, aber niemand bekommt sie.',
  'Envoyé depuis hier : aucun mail ne part.',
  'get Outlook error 0x800 since noon',
  'Enviado el archivo desde mi móvil no llega, ¿pueden ayudar?',
  'Sent you the form by mail yesterday, nothing happened.',
  'Sent from my phone, mails never arrive.',
  'Von meinem Chef wurde der Fehler gestern an Sie geschickt.',
  'Von meinem Vorgänger wurde es an die Firma versendet',
  'Sent via mail yesterday',
  'Von meinem Handy wurde nichts gesendet.',
  'Von meinem Telefon wurde sie gestern geschickt',
  'Sent from the mobile app yesterday',
  'Sent with my phone on Monday',
  'Sent via Royal Mail',
  'Sent with Canada Post Mail.',
  'Sent from my work Outlook.',
  'Sent from my personal Gmail.',
  'Inviato da Gmail personale',
  'Envoyé avec Gmail pro',
])('keeps a last sentence that begins as an advert does: %s', (sentence) => {
  expect(foldQuotedText(`Hello,\n${sentence}`, 'Help')).toBe(`Hello,\n${sentence}`);
});

it.each([
  'Sent from my Galaxy',
  'Sent from Outlook for Android',
  'Sent from Yahoo Mail for iPhone',
  'Gesendet mit der GMX Mail App',
  'Gesendet mit der Telekom Mail App',
  'Inviato da Libero Mail',
  'Envoyé depuis l’application Mail Orange',
  'Sent from AOL Mail',
  'Sent from my iPhone',
  'Sent from Yahoo Mail on Android',
  'Sent from Outlook for iOS<https://aka.ms/o0ukef>',
  'Sent from Outlook for Mac',
  'Gesendet von Outlook für iOS',
  'Envoyé à partir de Outlook pour iOS',
  'Enviado desde Outlook para iOS',
  'Inviato da Outlook per Mac',
  'Sent from Proton Mail for iOS',
  'Sent from my Mac',
  'Gesendet von Yahoo Mail auf Android',
  'Envoyé de Yahoo Mail sur Android',
  'Inviato da Yahoo Mail su iPhone',
  'Enviado desde mi dispositivo móvil',
  'Enviado desde mi teléfono Samsung',
  'Envoyé depuis mon appareil mobile',
  'Inviato dal mio dispositivo Android',
  'Envoyé avec la messagerie sécurisée Proton Mail.',
  'Sent from my BlackBerry wireless device',
  'Sent from my Verizon wireless phone',
  'Sent from my android phone using Tapatalk',
  'Sent from my mobile device',
  'Enviado desde mi móvil',
  'Von meinem Samsung Galaxy Smartphone gesendet.',
  'Diese Nachricht wurde von meinem Android-Gerät gesendet',
  'Sent from Mail for Windows',
  'Inviato dal mio Huawei P20 lite',
  'Enviado desde mi HUAWEI P30 lite',
  'Von meinem HUAWEI P smart gesendet',
  'Gesendet von meinem HUAWEI nova 5T',
  'Envoyé de mon Xiaomi Mi 9 lite',
  'Sent from my Samsung Galaxy note 9',
  'Sent from my iPad mini',
  'Envoyé de mon téléphone portable',
  'Sent from my cell phone',
  'Envoyé depuis mon smartphone Samsung Galaxy.',
  'Get Outlook for iOS<https://aka.ms/o0ukef>',
])('takes the advert of a phone for one: %s', (advert) => {
  expect(withoutAdvert(`It works.\n\n${advert}`)).toBe('It works.');
});

it.each([
  'Absence de réseau au bureau 12',
  'Out of office einrichten',
  'Abwesenheitsnotiz einrichten für Frau Meier',
  'Automatic reply does not work in Outlook',
  'Fuera de oficina no funciona',
  'Risposta automatica non funziona',
  'Réponse automatique à désactiver',
])('takes who asks about answering machines for a person: %s', (subject) => {
  const mail = { subject, headers: [], from: { address: 'a@x.test', name: '' }, to: [], cc: [] };
  const own = { host: 'desk.test', addresses: [], desks: [] };
  const envelope = { from: 'a@x.test', source: 'smtp' as const };
  expect(recogniseAutomatic(mail as never, envelope, own)).toBeUndefined();
});
