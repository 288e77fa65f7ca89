import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js';

/**
 * The framework's client leaves out what its list of entity fields does not name, the citations of Teams among it. From now
 * on it sends entities whole. Calling it again changes nothing.
 */
export function sendEntitiesWhole(): void {
  const { type } = ConnectorMappers.Entity;
  if (type.name === 'Composite') type.additionalProperties = { type: { name: 'any' } };
}
