import { FileLink } from '~/ui/file-link'

/** A paper of a plot's status, or of a step of an allocation. */
export const PaperLink = ({ plotId, file }: { plotId: string; file: { id: string; name: string } }) => (
  <FileLink to={`/plots/${plotId}/papers/${file.id}`} name={file.name} />
)
