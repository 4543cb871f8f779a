/** What stands beside a working day, due day or count that no published list covers. */
export const ESTIMATED = '按法定节假日估算'
