package ways.rows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.module.afterburner.AfterburnerModule;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.matcher.Matchers;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import javassist.ClassPool;
import javassist.CtClass;
import javassist.CtNewMethod;
import javassist.util.proxy.MethodHandler;
import javassist.util.proxy.ProxyFactory;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatchers;
import org.mockito.MockMakers;
import org.mockito.Mockito;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.Factory;
import org.springframework.cglib.proxy.MethodInterceptor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ways.run.Receiver;
import ways.run.Row;
import ways.run.Truth;
import ways.run.Way;

/**
 * Classes that libraries generate beside a deprecated one. They are named like classes nested in it, call for somebody
 * else, and are nobody's caller.
 */
public final class GeneratedCode {
    private static final String FLAG = "{generators}";

    private GeneratedCode() {}

    /** A type that is not listed, through which listed code is reached. */
    public interface Api {
        Object make();
    }

    @Way(
            value = "Spring `@Configuration`: constructor through its CGLIB subclass",
            kind = "reflection",
            caller = "org.springframework.beans.BeanUtils#instantiateClass",
            lists = "Old#<init>()",
            flags = FLAG)
    static final class SpringConfiguration extends Row {
        @Configuration
        public static class Old {
            public Old() {
                Truth.ran();
            }

            @Bean
            public StringBuilder thing() {
                return new StringBuilder();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            new AnnotationConfigApplicationContext(Old.class).close();
        }
    }

    @Way(
            value = "Spring `@Configuration`, listed as a class",
            kind = {"reflection", "virtual"},
            caller = {
                "org.springframework.beans.BeanUtils#instantiateClass",
                "org.springframework.cglib.proxy.MethodProxy#invokeSuper"
            },
            flags = FLAG)
    static final class SpringConfigurationClass extends Row {
        @Configuration
        public static class Old {
            public Old() {
                Truth.ran();
            }

            @Bean
            public StringBuilder thing() {
                Truth.ran();
                return new StringBuilder("thing");
            }

            @Bean
            public StringBuffer other() {
                Truth.ran();
                return new StringBuffer(thing());
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            new AnnotationConfigApplicationContext(Old.class).close();
        }
    }

    @Way(
            value = "Spring AOP: class proxy of a deprecated class, called by an interface",
            kind = "reflection",
            caller = "org.springframework.aop.support.AopUtils#invokeJoinpointUsingReflection",
            flags = FLAG)
    static final class SpringProxy extends Row {
        public static class Old implements Api {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Api proxy;

        @Override
        public void call() {
            if (proxy == null) {
                ProxyFactoryBean factory = new ProxyFactoryBean();
                factory.setTarget(Receiver.of(Old.class));
                factory.setProxyTargetClass(true);
                factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) call -> call.proceed());
                proxy = (Api) factory.getObject();
            }
            proxy.make();
        }
    }

    @Way(
            value = "Guice: constructor through a fast class",
            kind = "new",
            caller = "com.google.inject.internal.DefaultConstructionProxyFactory$FastClassProxy#newInstance",
            flags = FLAG)
    static final class GuiceFastClass extends Row {
        public static class Old {
            @Inject
            public Old() {
                Truth.ran();
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Guice.createInjector().getInstance(Old.class);
        }
    }

    @Way(
            value = "Guice: method of an intercepted class",
            kind = "method-ref",
            caller = {
                "com.google.inject.internal.ProxyFactory$ProxyConstructor#newInstance",
                "com.google.inject.internal.InterceptorStackCallback$InterceptedMethodInvocation#proceed"
            },
            flags = FLAG)
    static final class GuiceInterceptor extends Row {
        public static class Old implements Api {
            @Inject
            public Old() {
                Truth.ran();
            }

            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() {
            Api made = Guice.createInjector(new AbstractModule() {
                        @Override
                        protected void configure() {
                            bindInterceptor(Matchers.subclassesOf(Api.class), Matchers.any(), call -> call.proceed());
                        }
                    })
                    .getInstance(Old.class);
            made.make();
        }
    }

    @Way(
            value = "Mockito: subclass that calls the real method",
            kind = "virtual",
            caller = "org.mockito.internal.invocation.RealMethod$FromCallable$1#call",
            own = true,
            flags = FLAG)
    static final class MockitoSubclass extends Row {
        public static class Old implements Api {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Api mock;

        @Override
        public void call() {
            if (mock == null) {
                mock = Mockito.mock(
                        Old.class,
                        Mockito.withSettings()
                                .mockMaker(MockMakers.SUBCLASS)
                                .defaultAnswer(Mockito.CALLS_REAL_METHODS));
            }
            mock.make();
        }
    }

    @Way(value = "Javassist: proxy", kind = "reflection", flags = FLAG)
    static final class JavassistProxy extends Row {
        public static class Old implements Api {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Api proxy;

        @Override
        public void call() throws Throwable {
            if (proxy == null) {
                ProxyFactory factory = new ProxyFactory();
                factory.setSuperclass(Old.class);
                Class<?> type = factory.createClass(MethodHandles.lookup());
                proxy = (Api) Receiver.of(type);
                MethodHandler handler =
                        (self, method, proceed, arguments) -> proceed.invoke(self, arguments); // <- here
                ((javassist.util.proxy.Proxy) proxy).setHandler(handler);
            }
            proxy.make();
        }
    }

    @Way(value = "Javassist: proxy called by the listed name, which goes on to its superclass", flags = FLAG)
    static final class JavassistProxyByName extends Row {
        public static class Old {
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Old proxy;

        @Override
        public void call() throws Throwable {
            if (proxy == null) {
                ProxyFactory factory = new ProxyFactory();
                factory.setSuperclass(Old.class);
                proxy = (Old) Receiver.of(factory.createClass(MethodHandles.lookup()));
                MethodHandler handler = (self, method, proceed, arguments) -> proceed.invoke(self, arguments);
                ((javassist.util.proxy.Proxy) proxy).setHandler(handler);
            }
            proxy.make(); // <- here
        }
    }

    @Way(value = "CGLIB: proxy called by the listed name, which goes on to another instance", flags = FLAG)
    static final class CglibProxyByName extends Row {
        public static class Old {
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Old proxy;

        @Override
        public void call() {
            if (proxy == null) {
                Old behind = Receiver.of(Old.class);
                MethodInterceptor interceptor = (self, method, arguments, how) -> how.invoke(behind, arguments);
                Enhancer enhancer = new Enhancer();
                enhancer.setSuperclass(Old.class);
                enhancer.setCallbackType(MethodInterceptor.class);
                enhancer.setUseCache(false);
                proxy = (Old) Receiver.of(enhancer.createClass());
                ((Factory) proxy).setCallback(0, interceptor);
            }
            proxy.make(); // <- here
        }
    }

    /** Listed, and stood for by proxies of the JDK. */
    public interface OldDefault {
        default Object make() {
            Truth.ran();
            return "";
        }
    }

    @Way(
            value = "proxy of the JDK: default method that its handler goes on to",
            lists = "ways.rows.GeneratedCode$OldDefault")
    static final class JdkProxy extends Row {
        private OldDefault proxy;

        @Override
        public java.lang.reflect.Executable target() throws NoSuchMethodException {
            return OldDefault.class.getMethod("make");
        }

        @Override
        public Object receiver() {
            return (OldDefault) Proxy.newProxyInstance(
                    OldDefault.class.getClassLoader(),
                    new Class<?>[] {OldDefault.class},
                    InvocationHandler::invokeDefault);
        }

        @Override
        public void call() {
            proxy = proxy != null ? proxy : (OldDefault) receiver();
            proxy.make(); // <- here
        }
    }

    @Way(
            value = "proxy of the JDK: default method that its handler answers itself",
            lists = "ways.rows.GeneratedCode$OldAnswered")
    static final class JdkProxyThatAnswers extends Row {
        private OldAnswered proxy;

        @Override
        public java.lang.reflect.Executable target() throws NoSuchMethodException {
            return OldAnswered.class.getMethod("make");
        }

        @Override
        public Object receiver() {
            return new OldAnswered() {};
        }

        @Override
        public void call() {
            if (proxy == null) {
                InvocationHandler answers = (self, method, arguments) -> {
                    Truth.ran();
                    return "";
                };
                proxy = (OldAnswered) Proxy.newProxyInstance(
                        OldAnswered.class.getClassLoader(), new Class<?>[] {OldAnswered.class}, answers);
            }
            proxy.make(); // <- here
        }
    }

    /** As {@link OldDefault}. */
    public interface OldAnswered {
        default Object make() {
            Truth.ran();
            return "";
        }
    }

    @Way(
            value = "Javassist: accessor compiled from source, with line numbers",
            kind = {"call", "new"},
            flags = FLAG)
    static final class JavassistSource extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }

            public static void make() {
                Truth.ran();
            }
        }

        private Runnable accessor;

        @Override
        public void call() throws Exception {
            if (accessor == null) {
                ClassPool pool = new ClassPool(true);
                String old = Old.class.getName();
                CtClass made = pool.makeClass(old + "$Access$1a2b");
                made.setInterfaces(new CtClass[] {pool.get("java.lang.Runnable")});
                String name = old.replace('$', '.');
                made.addMethod(
                        CtNewMethod.make("public void run() {\n" + name + ".make();\nnew " + name + "(); }", made));
                accessor = Generated.instance(made.toClass(MethodHandles.lookup()));
            }
            accessor.run(); // <- here
        }
    }

    @Way(
            value = "Jackson Afterburner: property through a generated accessor",
            kind = "virtual",
            caller = "com.fasterxml.jackson.module.afterburner.ser.StringMethodPropertyWriter#serializeAsField",
            flags = FLAG)
    static final class JacksonAfterburner extends Row {
        public static class Old {
            public String getName() {
                Truth.ran();
                return "";
            }
        }

        private ObjectMapper mapper;

        @Override
        public java.lang.reflect.Executable target() throws NoSuchMethodException {
            return Old.class.getMethod("getName");
        }

        @Override
        public void call() throws Exception {
            if (mapper == null) {
                mapper = new ObjectMapper().registerModule(new AfterburnerModule());
            }
            mapper.writeValueAsString(Receiver.of(Old.class));
        }
    }

    @Way(
            value = "Jackson Afterburner: field through a generated accessor",
            kind = "field-read",
            caller = "com.fasterxml.jackson.module.afterburner.ser.IntFieldPropertyWriter#serializeAsField",
            lists = "Old#field",
            flags = FLAG)
    static final class JacksonAfterburnerField extends Row {
        public static class Old {
            public int field;
        }

        private ObjectMapper mapper;

        @Override
        public java.lang.reflect.Executable target() {
            return null;
        }

        @Override
        public void call() throws Exception {
            if (mapper == null) {
                mapper = new ObjectMapper().registerModule(new AfterburnerModule());
            }
            mapper.writeValueAsString(Receiver.of(Old.class));
            Truth.ran();
        }
    }

    @Way(value = "Byte Buddy: subclass, defined beside its superclass", kind = "virtual", flags = FLAG)
    static final class ByteBuddyBeside extends Row {
        public static class Old implements Api {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Api made;

        @Override
        public void call() {
            made = made != null
                    ? made
                    : Receiver.of(subclass(Old.class)
                            .load(
                                    Old.class.getClassLoader(),
                                    ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                            .getLoaded());
            made.make(); // <- here
        }
    }

    @Way(value = "Byte Buddy: subclass, in a loader of its own", kind = "virtual", flags = FLAG)
    static final class ByteBuddyApart extends Row {
        public static class Old implements Api {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Api made;

        @Override
        public void call() {
            made = made != null
                    ? made
                    : Receiver.of(
                            subclass(Old.class).load(Old.class.getClassLoader()).getLoaded());
            made.make(); // <- here
        }
    }

    @Way(value = "Byte Buddy: hidden subclass", kind = "virtual", flags = FLAG)
    static final class ByteBuddyHidden extends Row {
        public static class Old implements Api {
            @Override
            public Object make() {
                Truth.ran();
                return "";
            }
        }

        private Api made;

        @Override
        public void call() throws Exception {
            made = made != null
                    ? made
                    : (Api) Receiver.of(MethodHandles.lookup()
                            .defineHiddenClass(subclass(Old.class).getBytes(), false)
                            .lookupClass());
            made.make(); // <- here
        }
    }

    private static <T> DynamicType.Unloaded<T> subclass(Class<T> type) {
        return new ByteBuddy()
                .subclass(type)
                .method(ElementMatchers.named("make"))
                .intercept(SuperMethodCall.INSTANCE)
                .make();
    }

    @Way(
            value = "class compiled from a script at run time, with a hash and a counter in its name",
            kind = {"call", "new"},
            caller = "ways.rows.Mapper#run",
            flags = FLAG)
    static final class NamedByHash extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }

            public static void make() {
                Truth.ran();
            }
        }

        private Runnable mapper;

        @Override
        public void call() throws Exception {
            if (mapper == null) {
                ClassPool pool = new ClassPool(true);
                String old = Old.class.getName().replace('$', '.');
                CtClass made = pool.makeClass("ways.rows.Mapper" + System.nanoTime() + "123$0");
                made.setInterfaces(new CtClass[] {pool.get("java.lang.Runnable")});
                made.addMethod(
                        CtNewMethod.make("public void run() {\n" + old + ".make();\nnew " + old + "(); }", made));
                mapper = Generated.instance(made.toClass(MethodHandles.lookup()));
            }
            mapper.run();
        }
    }

    @Way(
            value = "adapter of a script's runtime, which says `<adapter>` for its source (Rhino)",
            kind = "reflection",
            flags = FLAG)
    static final class RhinoAdapter extends Row {
        public static class Old {
            public Old() {
                Truth.ran();
            }
        }

        private Class<?> adapter;

        @Override
        public void call() throws Exception {
            if (adapter == null) {
                ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                String old = Old.class.getName().replace('.', '/');
                writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "ways/rows/adapter1", null, old, null);
                writer.visitSource("<adapter>", null);
                MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
                code.visitCode();
                code.visitVarInsn(Opcodes.ALOAD, 0);
                code.visitMethodInsn(Opcodes.INVOKESPECIAL, old, "<init>", "()V", false);
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(0, 0);
                code.visitEnd();
                adapter = MethodHandles.lookup().defineClass(writer.toByteArray());
            }
            adapter.getConstructor().newInstance(); // <- here
        }
    }

    @Way(
            value = "method of a compiled script, which has a method for each call (JRuby)",
            kind = "reflection",
            caller = "ways.rows.Cart#pay",
            flags = FLAG)
    static final class RubyMethod extends Row {
        private static final String METHOD = "(Ljava/lang/reflect/Method;)V";
        private static final String INVOKE = "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;";

        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        private Class<?> script;

        @Override
        public void call() throws Exception {
            if (script == null) {
                ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
                writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "ways/rows/Cart", null, "java/lang/Object", null);
                writer.visitSource("cart.rb", null);
                method(writer, "RUBY$method$pay$0", 3, code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitMethodInsn(Opcodes.INVOKESTATIC, "ways/rows/Cart", "invokeOther5:make", METHOD, false);
                });
                method(writer, "invokeOther5:make", 4, code -> {
                    code.visitVarInsn(Opcodes.ALOAD, 0);
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/reflect/Method", "invoke", INVOKE, false);
                    code.visitInsn(Opcodes.POP);
                });
                script = MethodHandles.lookup().defineClass(writer.toByteArray());
            }
            script.getMethod("RUBY$method$pay$0", java.lang.reflect.Method.class)
                    .invoke(null, Old.class.getMethod("make"));
        }

        private static void method(ClassWriter writer, String name, int line, Consumer<MethodVisitor> body) {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, METHOD, null, null);
            code.visitCode();
            Label start = new Label();
            code.visitLabel(start);
            code.visitLineNumber(line, start);
            body.accept(code);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(0, 0);
            code.visitEnd();
        }
    }

    @Way(
            value = "generated class run by a thread: no other frame is left",
            kind = "call",
            caller = "ways.rows.GeneratedCode$AloneOnItsThread$Old$Task#<generated>",
            flags = FLAG)
    static final class AloneOnItsThread extends Row {
        public static class Old {
            public static void make() {
                Truth.ran();
            }
        }

        @Override
        public void call() throws Throwable {
            String old = Old.class.getName();
            ClassPool pool = new ClassPool(true);
            CtClass made = pool.makeClass(old + "$Task$" + System.nanoTime());
            made.setInterfaces(new CtClass[] {pool.get("java.lang.Runnable")});
            made.addMethod(CtNewMethod.make("public void run() { " + old.replace('$', '.') + ".make(); }", made));
            Runnable task = Generated.instance(made.toClass(MethodHandles.lookup()));
            Threads.OldRunnable.run(new Thread(task));
        }
    }
}
