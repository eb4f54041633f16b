/** Open-loop arrivals: the laws they follow, and whether what was sent followed them. */
@NullMarked
package io.llmloadtest.ledger.arrivals;

import org.jspecify.annotations.NullMarked;
