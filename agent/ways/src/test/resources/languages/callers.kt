package ways.lang

import ways.rows.Languages

class KotlinCall : Runnable {
    override fun run() {
        Languages.KotlinCall.Old.make()
    }
}

class KotlinLambda : Runnable {
    override fun run() {
        listOf(1).map { n -> { Languages.KotlinLambda.Old.make(); n } }.forEach { it() }
    }
}

class KotlinInlined : Runnable {
    override fun run() {
        listOf(1).forEach { Languages.KotlinInlined.Old.make() }
    }
}

class KotlinReference : Runnable {
    override fun run() {
        val reference: () -> Unit = Languages.KotlinReference.Old::make
        reference()
    }
}

class KotlinConstructor : Runnable {
    override fun run() {
        val reference = Languages.KotlinConstructor::Old
        reference.invoke()
    }
}

class KotlinSam : Runnable {
    override fun run() {
        Runnable(Languages.KotlinSam.Old::make).run()
    }
}

object KotlinObject : Runnable {
    override fun run() {
        Languages.KotlinObject.Old.make()
    }
}

fun topLevel(old: () -> Unit = { Languages.KotlinTopLevel.Old.make() }) = old()
