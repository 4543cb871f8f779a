import type { SourceFile } from '../domain/source'
import { openLedger } from '../formats/open'
import type { ImportKind, OpenOptions } from './kind'

/** Opens a file as its kind does. @throws AppError (422, 413) that says what the file is and what to do */
export const openTable = (
  kind: Pick<ImportKind, 'open'>,
  path: string,
  fileName: string,
  options: OpenOptions = {},
): Promise<SourceFile> => kind.open?.(path, fileName, options) ?? openLedger(path, fileName)
