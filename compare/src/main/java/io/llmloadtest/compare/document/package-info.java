/**
 * The published form of a comparison. In comes one that was made; out comes a document whose fields the JSON Schema beside it
 * describes.
 */
@NullMarked
package io.llmloadtest.compare.document;

import org.jspecify.annotations.NullMarked;
