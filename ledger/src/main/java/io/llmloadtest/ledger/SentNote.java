package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;

/**
 * That a request is on its way. A note without an ended request tells, after a crash, what was in flight.
 *
 * @param id the unique id
 * @param scope the warm-up or level it belongs to
 * @param ordinal its place in its scope
 * @param endpoint the route without any prefix
 * @param streamed whether a stream was asked for
 * @param asked what it asks for
 * @param intended when the plan wants it sent
 */
public record SentNote(String id, Scope scope, int ordinal, String endpoint, boolean streamed, Asked asked,
        Tick intended) {}
