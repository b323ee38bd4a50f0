import { normalText } from './cell-values.js';

/** What stands in free text where personal data stood. */
const scrubbed = '***';

// A local part has at most 64 characters and a label 63 (RFC 5321, RFC 1035): the bounds keep long cells linear.
const mailAddress = '[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}';
const identityNumber = '(?<!\\d)\\d{17}[\\dXx](?!\\d)';
const mobileNumber = '(?:(?<!\\d)|(?<=\\+86))1[3-9]\\d{9}(?!\\d)';
const personalData = new RegExp(`${mailAddress}|${identityNumber}|${mobileNumber}`, 'g');

/**
 * Free text without mobile numbers (11 digits from 13–19, not inside a longer run of digits), mail addresses and
 * 18-digit identity numbers, in full-width signs too (domain.md § 9). A number written with +86 goes as well.
 */
export function scrubText(text: string): string {
  const narrow = text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  let kept = '';
  let end = 0;
  for (const found of narrow.matchAll(personalData)) {
    kept += text.slice(end, found.index) + scrubbed;
    end = found.index + found[0].length;
  }
  return kept + text.slice(end);
}

/** A name as it may be shown: `王*`. */
export function maskName(name: string): string {
  const [first] = normalText(name);
  return first === undefined ? '' : `${first}*`;
}

/** A telephone number as it may be shown: `138****5678`; a short or other contact shows nothing of itself. */
export function maskPhone(contact: string): string {
  const text = normalText(contact);
  if (text === '') return '';
  const digits = text.replace(/\D/g, '');
  const isNumber = digits.length >= 10 && /^[\d\s()+./;,、-]+$/.test(text);
  return isNumber ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '****';
}
