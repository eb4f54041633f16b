/**
 * Run folders on disk and the published result document with its JSON Schema.
 */
@NullMarked
package io.llmloadtest.store;

import org.jspecify.annotations.NullMarked;
