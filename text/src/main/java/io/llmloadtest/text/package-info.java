/**
 * Phrase books that turn finding and reason codes into sentences for people.
 */
@NullMarked
package io.llmloadtest.text;

import org.jspecify.annotations.NullMarked;
