/** The API's documentation: Swagger UI from our own files, asking no other host. */

const { SwaggerUIBundle } = /** @type {any} */ (globalThis);

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#documentation",
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  syntaxHighlight: false,
});
