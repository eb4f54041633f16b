/**
 * The metrics page as a witness. It is scraped until its counters rest at each boundary and once a second in between; what
 * comes out is testimony for any two boundaries, live or read back from a run folder.
 */
@NullMarked
package io.llmloadtest.collect.metrics;

import org.jspecify.annotations.NullMarked;
