import { openApiDocument } from '@carbon-track/contract/openapi.ts';
import { type ApiHandler, type OpenDoorPorts, publicDoor } from '../middleware/api-door.ts';
import { docsPage } from './page.ts';

/** This API, told by its own contract: for tools and for readers. Both are made at the first request and kept. */
export const createHandler = (ports: OpenDoorPorts = {}): ApiHandler => {
  let known: { document: ReturnType<typeof openApiDocument>; page: string } | null = null;
  const docs = () => {
    if (known === null) {
      const document = openApiDocument();
      known = { document, page: docsPage(document) };
    }
    return known;
  };
  return publicDoor({ getOpenApi: async () => docs().document, getDocs: async () => docs().page }, ports);
};
