/**
 * The command line of another load tester: which tool it starts, which server that will load, where its result will be, and
 * how it can be shown without secrets. In come words, out go facts; nothing is started here.
 */
@NullMarked
package io.llmloadtest.runner.command;

import org.jspecify.annotations.NullMarked;
