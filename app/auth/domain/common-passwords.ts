/** Words that guessed passwords are made of, without the digits and signs that people put around them. */
const WORDS = new Set(
  `a aa aaa abc abcd abcde abcdef abcdefg admin administrator asd asdf asdfgh asdfghjkl baidu beijing changeme china
  company demo dragon football guest happy hello helloworld huawei iloveyou letmein login love manager master monkey mysql
  office oracle pass passwd password postgres princess qaz qazwsx qazwsxedc qq qwe qwer qwert qwerty qwertyuiop root secret
  server shadow sunshine superman system taobao tencent test user wechat weixin welcome woaini woaizhongguo xiaomi zaq
  zhaoshang zhaoshangju zhongguo zxc zxcv zxcvbn zxcvbnm`.split(/\s+/),
)

/** Runs of keys that guessed passwords begin with. */
const RUNS = [
  '1q2w3e4r',
  '1qaz2wsx',
  '1qazxsw2',
  '123qwe',
  '1234qwer',
  '1a2b3c4d',
  'a1b2c3d4',
  'abc123',
  'abcd1234',
  'asdf1234',
  'q1w2e3r4',
  'qaz123',
  'qwe123',
  'qwer1234',
  'woaini1314',
  'zaq12wsx',
  '1234567890',
]

const LETTER_OF: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  $: 's',
  '5': 's',
  '3': 'e',
  '1': 'i',
  '!': 'i',
}
const KEY_OF: Readonly<Record<string, string>> = Object.fromEntries(
  [...'!@#$%^&*()'].map((sign, at) => [sign, '1234567890'.charAt(at)]),
)

/** At most so many characters after a run of keys make no new password of it. */
const SUFFIX = 4
const FEWEST_DIFFERENT = 5

/** Is it among the passwords that are tried first: a common word dressed up, a run of keys, a few characters over and over? */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase()
  if (new Set(lower).size < FEWEST_DIFFERENT) return true
  const tail = lower.replace(/[^\p{L}]+$/u, '')
  const words = [tail, tail.replace(/^[^\p{L}]+/u, '')].map((word) =>
    word.replace(/./gu, (sign) => LETTER_OF[sign] ?? sign),
  )
  if (words.some((word) => WORDS.has(word))) return true
  const keys = lower.replace(/./gu, (sign) => KEY_OF[sign] ?? sign).replace(/[^a-z0-9]/g, '')
  return RUNS.some((run) => keys.startsWith(run) && keys.length - run.length <= SUFFIX)
}
