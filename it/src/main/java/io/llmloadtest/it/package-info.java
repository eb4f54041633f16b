/**
 * Tests of the whole product as a user runs it.
 */
@NullMarked
package io.llmloadtest.it;

import org.jspecify.annotations.NullMarked;
