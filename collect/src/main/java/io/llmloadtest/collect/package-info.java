/**
 * The witnesses: they fetch metric pages and follow logs, and hand over testimony for any stretch of the run.
 */
@NullMarked
package io.llmloadtest.collect;

import org.jspecify.annotations.NullMarked;
