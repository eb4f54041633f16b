package io.llmloadtest.collect;

import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;

/** The server's metrics page. */
public interface MetricsWitness extends Witness<MetricsAvailability, MetricsTestimony> {}
