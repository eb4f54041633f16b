/**
 * The rows of the comparison tables, in the published order. In come admitted evidence and accounts, out go comparisons
 * that do not name causes yet.
 */
@NullMarked
package io.llmloadtest.verdict.rows;

import org.jspecify.annotations.NullMarked;
