package io.llmloadtest.runner;

import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.Slo;
import java.util.Optional;

/**
 * What the levels are held against.
 *
 * @param slo the objectives
 * @param search what the levels are a search for: then the plan's only level is the first one tried; empty when they are
 *     listed
 */
public record SloRequest(Slo slo, Optional<SearchPlan> search) {}
