package ways.peers;

import dev.lastcall.BlockedCallException;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.aspectj.lang.annotation.Pointcut;

/** One rule; {@code aop.xml} makes its pointcut of the rule's signatures. */
@Aspect
public abstract class Counting {
    private final String rule =
            getClass().getName().substring("ways.peers.R_".length()).replace('_', '-');

    @Pointcut
    protected abstract void listed();

    @Before("listed()")
    public void called(
            JoinPoint.StaticPart thisJoinPointStaticPart,
            JoinPoint.EnclosingStaticPart thisEnclosingJoinPointStaticPart) {
        var caller = thisEnclosingJoinPointStaticPart.getSignature();
        Recorder.call(
                rule,
                caller.getDeclaringTypeName() + "#" + caller.getName(),
                thisJoinPointStaticPart.getSourceLocation().getLine());
        if (Recorder.refuses()) {
            throw new BlockedCallException("refused");
        }
    }
}
