/**
 * A streaming server whose timing is known: it stamps every chunk just before writing it and tells its record at
 * {@code /truth}. The error of a load tester is what the tester reports minus what this server says. Requests of the OpenAI
 * form come in, token streams on a fixed schedule and the record of them go out. It shares no code with the product that it
 * measures.
 */
@NullMarked
package io.llmloadtest.truth;

import org.jspecify.annotations.NullMarked;
