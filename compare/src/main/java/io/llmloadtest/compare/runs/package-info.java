/**
 * Runs as they are compared: found at the places that a user names, each with its settings and how far it can be relied on.
 * In come paths; out come published results that are whole. A place that holds no run is refused with a message for the user.
 */
@NullMarked
package io.llmloadtest.compare.runs;

import org.jspecify.annotations.NullMarked;
