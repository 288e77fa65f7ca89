import { AzureKeyCredential, ConversationAnalysisClient } from '@azure/ai-language-conversations';
import type { CluSettings } from '../clu-settings.js';

/** What one request came to. Without `body` it failed; without `status` nothing came back at all. */
export interface CluReply {
  readonly status?: number;
  /** A header of the reply; its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** The parsed reply, its shape unchecked. */
  readonly body?: unknown;
  /** Without `status`: what went wrong on the way, such as ECONNRESET. */
  readonly code?: string;
}

/** Sends one query, at most 1,000 characters, in one request. Never rejects; settles at once when the signal aborts. */
export type CluClient = (query: string, signal: AbortSignal) => Promise<CluReply>;

/** Bytes of a reply that are read at most; a prediction takes some ten thousand. */
const largestReply = 1_000_000;

/** The `code` of a reply that is larger. */
export const tooLarge = 'TOO_LARGE';

/** Azure CLU through its SDK; nothing else imports it. */
export function createCluClient({ endpoint, key, project, deployment }: CluSettings): CluClient {
  const client = new ConversationAnalysisClient(endpoint, new AzureKeyCredential(key), {
    apiVersion: '2023-04-01',
    // Its own retries wait as long as Retry-After says, while the customer waits, too.
    retryOptions: { maxRetries: 0 },
    // The configuration allows http for this machine only.
    allowInsecureConnection: endpoint.startsWith('http:'),
  });
  const parameters = {
    projectName: project,
    deploymentName: deployment,
    verbose: true,
    isLoggingEnabled: false,
    stringIndexType: 'Utf16CodeUnit',
  };

  return async (query, signal) => {
    const cut = new AbortController();
    const abort = (): void => cut.abort();
    let status: number | undefined;
    let header: CluReply['header'] = () => undefined;
    const conversationItem = {
      id: '1',
      participantId: 'customer',
      modality: 'text',
      language: 'en',
      text: query,
    };
    signal.addEventListener('abort', abort);
    try {
      const asked = client.analyzeConversation(
        { kind: 'Conversation', analysisInput: { conversationItem }, parameters },
        {
          abortSignal: cut.signal,
          requestOptions: { onDownloadProgress: ({ loadedBytes }) => loadedBytes > largestReply && abort() },
          onResponse: (response) => {
            status = response.status;
            header = (name) => response.headers.get(name);
          },
        },
      );
      // Aborted in the middle of a reply, the SDK's promise never settles.
      const body = await Promise.race([asked, aborted(cut.signal)]);
      return { ...(status !== undefined && { status }), header, body };
    } catch (error) {
      if (status !== undefined) return { status, header };
      return { header, code: cut.signal.aborted && !signal.aborted ? tooLarge : codeOf(error) };
    } finally {
      signal.removeEventListener('abort', abort);
    }
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Messages of errors are left alone: they may repeat what was sent. */
function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}
