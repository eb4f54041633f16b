/** How often the judge cries wolf: many clean runs against a real, healthy server, and what was said of each. */
@NullMarked
package io.llmloadtest.benchmarks.alarms;

import org.jspecify.annotations.NullMarked;
