import { expect, test } from 'vitest'
import { shareInSentence, shareWords } from './share-words'

test('fewer than ten are said as they are, fewer than twenty in whole percents', () => {
  expect([shareWords(0, 0), shareWords(1, 2), shareWords(9, 9), shareWords(5, 14), shareWords(65, 122)]).toEqual([
    '—',
    '1/2',
    '9/9',
    '36%',
    '53.3%',
  ])
})

test('a sentence that says both numbers keeps the decimal', () => {
  expect([shareInSentence(5, 14), shareInSentence(1, 2)]).toEqual(['35.7%', '1/2'])
})
