/** One variable: its name, what it means, an example, and whether its value is secret. */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  readonly example: string;
}

/** All variables, in the order of `.env.example`. */
export const variables: readonly Variable[] = [
  { name: 'PORT', meaning: 'Port of the server.', example: '3978' },
  {
    name: 'HOST',
    meaning: 'Address to listen on. Default: 127.0.0.1 without an app id, else 0.0.0.0.',
    example: '127.0.0.1',
  },
  {
    name: 'STORE_URL',
    meaning:
      'Where cases, callbacks and conversations are kept: file:<folder>, or postgres://<user>:<password>@<host>:5432/<database>?sslmode=verify-full.',
    example: 'file:data',
  },
  {
    name: 'RECOGNIZER',
    meaning: 'How messages are understood: local, or clu for Azure CLU with the local recogniser behind it.',
    example: 'local',
  },
  {
    name: 'CLU_ENDPOINT',
    meaning: 'Address of the Azure Language resource. Required, as the next three, with RECOGNIZER=clu.',
    example: 'https://my-language.cognitiveservices.azure.com',
  },
  { name: 'CLU_KEY', meaning: 'One of its two keys.', example: 'the-key' },
  { name: 'CLU_PROJECT', meaning: 'Name of the CLU project.', example: 'firstline' },
  { name: 'CLU_DEPLOYMENT', meaning: 'Name of its deployment.', example: 'production' },
  {
    name: 'FIRSTLINE_CONTENT',
    meaning: 'Folder with the document and the content that goes with it.',
    example: 'knowledge/content',
  },
  {
    name: 'FIRSTLINE_NOW',
    meaning: 'Starts the clock at this instant, for demonstrations and tests. Refused in production.',
    example: '2026-03-11T10:30:00Z',
  },
  {
    name: 'DIRECTLINE_SECRET',
    meaning:
      'Signs the tokens of chats, at least 16 characters. Default: one that is made and kept in the store.',
    example: 'change-me-to-a-long-random-text',
  },
  {
    name: 'ALLOWED_ORIGINS',
    meaning:
      'Web origins, comma-separated, whose pages may show the widget and use the Direct Line endpoint.',
    example: 'https://www.example.org',
  },
  {
    name: 'BEHIND_PROXY',
    meaning: 'true when a reverse proxy stands in front: its X-Forwarded headers are believed then.',
    example: 'true',
  },
  {
    name: 'MicrosoftAppId',
    meaning: 'App id of the Azure bot registration. Required in production.',
    example: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'MicrosoftAppPassword',
    meaning: 'Client secret of the registration; not for a managed identity.',
    example: 'the-client-secret',
  },
  {
    name: 'MicrosoftAppType',
    meaning: 'MultiTenant, SingleTenant or UserAssignedMSI.',
    example: 'SingleTenant',
  },
  {
    name: 'MicrosoftAppTenantId',
    meaning: 'Tenant of the registration; required unless it is MultiTenant.',
    example: '00000000-0000-0000-0000-000000000000',
  },
  {
    name: 'WEBHOOK_URL',
    meaning: 'Each case and callback is also posted here, signed.',
    example: 'https://itsm.example.org/hooks/firstline',
  },
  {
    name: 'WEBHOOK_SECRET',
    meaning: 'Key of the signature, at least 16 characters.',
    example: 'change-me-to-a-long-random-text',
  },
  {
    name: 'ITSM_URL',
    meaning:
      'Each case also becomes an incident in this tenant of Ivanti Neurons for ITSM, by itsm.yaml of the content. What stands before /api in its addresses.',
    example: 'https://example.ivanticloud.com',
  },
  {
    name: 'ITSM_API_KEY',
    meaning: 'REST API key of a user there who may read and write incidents and their journal.',
    example: 'the-key',
  },
  {
    name: 'DESK_SIGN_IN',
    meaning:
      'How staff sign in at /desk: link (a one-time link is printed at the start), oidc, or off. Default: oidc with an issuer, else link, in production off.',
    example: 'oidc',
  },
  {
    name: 'DESK_OIDC_ISSUER',
    meaning:
      'Address of the OpenID Connect provider that knows the staff. It and the next three go together.',
    example: 'https://login.example.org/realms/support',
  },
  {
    name: 'DESK_OIDC_CLIENT_ID',
    meaning:
      'Client id under which the desk is registered there, with <address>/desk/oidc as its redirect address.',
    example: 'firstline-desk',
  },
  {
    name: 'DESK_OIDC_CLIENT_SECRET',
    meaning: 'Client secret of that registration.',
    example: 'the-client-secret',
  },
  {
    name: 'DESK_STAFF',
    meaning: 'Who may in, comma-separated: e-mail addresses, @domain, or group:name.',
    example: 'kim@example.org, group:support',
  },
  {
    name: 'DESK_DIAL_URL',
    meaning: 'Address that the desk opens to dial, with {phone} for the number. Default: tel:{phone}.',
    example: 'tel:{phone}',
  },
  {
    name: 'TELEPHONE',
    meaning:
      'Who rings customers: simulator (a page at /desk/phone; refused in production) or staff. Default: simulator, in production staff.',
    example: 'staff',
  },
  {
    name: 'ENCODER_PATH',
    meaning: 'Folder of a sentence encoder. Default: the one installed with the program.',
    example: 'models/minilm',
  },
  {
    name: 'RETENTION_DAYS',
    meaning: 'Conversations, drafts and feedback are removed when nobody has touched them for so many days.',
    example: '90',
  },
  { name: 'LOG_LEVEL', meaning: 'debug, info, warn, error or silent.', example: 'info' },
  {
    name: 'NODE_ENV',
    meaning: 'production switches the safeguards of a public server on.',
    example: 'production',
  },
];
