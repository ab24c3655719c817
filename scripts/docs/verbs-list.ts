import { helpText } from '../../apps/api/src/cli/arguments/help-text.ts';
import { verbs } from '../../apps/api/src/cli/verbs.ts';

/** Every verb as its own `--help` answers. */
export const verbsList = (): string =>
  verbs
    .map((verb) => `### ${verb.name}\n\n\`\`\`text\n${helpText({ ...verb, name: `sidelight ${verb.name}` })}\`\`\``)
    .join('\n\n');
