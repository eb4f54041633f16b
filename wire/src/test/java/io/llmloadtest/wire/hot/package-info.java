/** The decoder against captures, hand-made answers, and noise. */
@org.jspecify.annotations.NullMarked
package io.llmloadtest.wire.hot;
