package io.llmloadtest.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Test methods may take a {@link io.llmloadtest.library.LoadTest} of a server. Its run folders are kept under {@link #runs()}, in
 * a folder for each class and method, and their paths are among the report entries of the test.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(LoadTestExtension.class)
public @interface LoadTested {

    /**
     * The server, such as {@code http://127.0.0.1:8000}. Without it that of the configuration parameter
     * {@value LoadTestExtension#SERVER}, which may be a system property.
     */
    String server() default "";

    /** Where run folders go. */
    String runs() default LoadTestExtension.RUNS;
}
