/**
 * Who is there. In comes the URL a user typed; out go facts about the server behind it, or a problem in plain words. It
 * never touches a completion endpoint.
 */
@NullMarked
package io.llmloadtest.load.target;

import org.jspecify.annotations.NullMarked;
