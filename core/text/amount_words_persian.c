#include "core/text/amount_words.h"

#include "core/text/currency.h"
#include "rapport/plugin.h"

#define NUMBER(roles, value, words) { roles, value, 0, 0, words }
#define MONEY(code, words) { ROLE_CURRENCY, 0, CURRENCY_##code, 0, words }
#define MINOR(code, words) { ROLE_CURRENCY | ROLE_MINOR, 0, CURRENCY_##code, 0, words }
#define PERIOD(roles, period, words) { roles, 0, 0, RAPPORT_PERIOD_##period, words }
#define ROLES(roles, words) { roles, 0, 0, 0, words }

/* Written and spoken forms; hamza and madda carriers are bare letters, as folding leaves them. */
const struct word_list words_persian[] = {
    ROLES(ROLE_UNIT, "صفر"),
    NUMBER(ROLE_UNIT | ROLE_PER_WEAK, 1, "یک یه"),
    NUMBER(ROLE_UNIT, 2, "دو"),
    NUMBER(ROLE_UNIT, 3, "سه"),
    NUMBER(ROLE_UNIT, 4, "چهار چار"),
    NUMBER(ROLE_UNIT, 5, "پنج"),
    NUMBER(ROLE_UNIT, 6, "شش شیش"),
    NUMBER(ROLE_UNIT, 7, "هفت"),
    NUMBER(ROLE_UNIT, 8, "هشت"),
    NUMBER(ROLE_UNIT, 9, "نه"),
    NUMBER(ROLE_TEEN, 10, "ده"),
    NUMBER(ROLE_TEEN, 11, "یازده"),
    NUMBER(ROLE_TEEN, 12, "دوازده"),
    NUMBER(ROLE_TEEN, 13, "سیزده"),
    NUMBER(ROLE_TEEN, 14, "چهارده چارده"),
    NUMBER(ROLE_TEEN, 15, "پانزده پونزده"),
    NUMBER(ROLE_TEEN, 16, "شانزده شونزده"),
    NUMBER(ROLE_TEEN, 17, "هفده هیفده"),
    NUMBER(ROLE_TEEN, 18, "هجده هیجده هژده هیژده"),
    NUMBER(ROLE_TEEN, 19, "نوزده"),
    NUMBER(ROLE_TENS, 20, "بیست"),
    NUMBER(ROLE_TENS, 30, "سی"),
    NUMBER(ROLE_TENS, 40, "چهل چل"),
    NUMBER(ROLE_TENS, 50, "پنجاه"),
    NUMBER(ROLE_TENS, 60, "شصت"),
    NUMBER(ROLE_TENS, 70, "هفتاد"),
    NUMBER(ROLE_TENS, 80, "هشتاد"),
    NUMBER(ROLE_TENS, 90, "نود"),
    NUMBER(ROLE_HUNDREDS, 100, "صد یکصد"),
    NUMBER(ROLE_HUNDREDS, 200, "دویست"),
    NUMBER(ROLE_HUNDREDS, 300, "سیصد"),
    NUMBER(ROLE_HUNDREDS, 400, "چهارصد چارصد"),
    NUMBER(ROLE_HUNDREDS, 500, "پانصد پونصد"),
    NUMBER(ROLE_HUNDREDS, 600, "ششصد شیشصد"),
    NUMBER(ROLE_HUNDREDS, 700, "هفتصد"),
    NUMBER(ROLE_HUNDREDS, 800, "هشتصد"),
    NUMBER(ROLE_HUNDREDS, 900, "نهصد"),
    NUMBER(ROLE_SCALE, 1000, "هزار هزاره هزارتا"),
    NUMBER(ROLE_SCALE, 1000000, "میلیون ملیون میلیونه ملیونه"),
    NUMBER(ROLE_SCALE, 1000000000, "میلیارد ملیارد میلیارده"),
    ROLES(ROLE_HALF, "نیم"),
    ROLES(ROLE_AND, "و"),
    ROLES(ROLE_POINT, "ممیز"),
    ROLES(ROLE_VAGUE, "چند چندین چندتا"),

    /* With the copula, ی and the joined pronouns of speech behind. */
    MONEY(IRT, "تومان تومن تومانه تومنه تومانی تومنی تومانست تومانیه تومنیه تومانیه تومانو تومنو تومانش "
               "تومنش تومانم تومنم تومانها تومنها تومنا تومون تومونه تومانند تومانند تمن تمان تومانشه تومنشه"),
    MONEY(IRR, "ریال ریاله ریالی ریالست ریالیه ریالو ریالش"),
    MONEY(USD, "دلار دلاره دلاری دلارست"),
    MINOR(USD, "سنت سنته"),
    MONEY(EUR, "یورو یورویه یورویه یوروه یورویی"),
    MONEY(GBP, "پوند پونده پوندی"),
    MONEY(AED, "درهم درهمه"),
    MONEY(TRY, "لیر لیره لیرهه"),

    ROLES(ROLE_PRICE,
          "قیمت قیمتش قیمتشون قیمتشان قیمتها قیمتی هزینه هزینهی هزینهش هزینهاش هزینههاش هزینهها تعرفه "
          "تعرفهی تعرفهاش تعرفهش نرخ نرخش مبلغ مبلغش بهای بها کرایه کرایهاش کرایهش شهریه شهریهاش "
          "قیمتمون قیمتهای هزینههای کارمزد کارمزدش حقالزحمه دستمزد اجرت اجرتش اجرتشون"),
    ROLES(ROLE_RATE, "اجاره اجارهی اجارهاش اجارهش"),
    ROLES(ROLE_PRICE | ROLE_TOTAL, "مجموع مجموعا جمعا جمع کلا سرجمع رویهمرفته"),
    ROLES(ROLE_PRICE_VERB | ROLE_COPULA, "میارزه میارزد"),
    ROLES(ROLE_COPULA,
          "است هست هستش هستند میشه میشود میشود میشن میشوند میباشد میباشد بوده بود شده شد خواهد باشد باشه "
          "درمیاد درمیاید درمیاید میاید میاد دراومد درامد برابر معادل"),

    PERIOD(ROLE_PERIOD_UNIT, MONTH, "ماه"),
    PERIOD(ROLE_PERIOD_UNIT, NIGHT, "شب"),
    PERIOD(ROLE_PERIOD_UNIT, DAY, "روز"),
    PERIOD(ROLE_PERIOD_UNIT, WEEK, "هفته"),
    PERIOD(ROLE_PERIOD_UNIT, YEAR, "سال"),
    PERIOD(ROLE_PERIOD, MONTH, "ماهانه ماهیانه ماهانهی ماهیانهی ماهانهاش ماهانهش"),
    PERIOD(ROLE_PERIOD, DAY, "روزانه"),
    PERIOD(ROLE_PERIOD, WEEK, "هفتگی"),
    PERIOD(ROLE_PERIOD, YEAR, "سالانه سالیانه سالانهی"),
    PERIOD(ROLE_PERIOD, ONCE, "یکبار یکباره یکباره یهبار یهبار یکجا"),
    PERIOD(ROLE_PERIOD_TIGHT, MONTH, "ماهی"),
    PERIOD(ROLE_PERIOD_TIGHT, NIGHT, "شبی"),
    PERIOD(ROLE_PERIOD_TIGHT, DAY, "روزی"),
    PERIOD(ROLE_PERIOD_TIGHT, WEEK, "هفتهای هفتهای"),
    PERIOD(ROLE_PERIOD_TIGHT, YEAR, "سالی"),
    ROLES(ROLE_ONCE, "یک یه"),
    ROLES(ROLE_PER, "در هر بهازای"),
    ROLES(ROLE_ORDINAL, "اول دوم سوم اینده بعد بعدی قبل قبلی گذشته جاری پیش"),
    ROLES(ROLE_DURATION, "هفتهای ساعت دقیقه دقیقهای قسط"),

    ROLES(ROLE_VAT, "مالیات مالیاته مالیاتش مالیاتها افزوده"),
    ROLES(ROLE_VAT_WITH, "با احتساب شامل همراه"),
    ROLES(ROLE_VAT_WITHOUT, "بدون بعلاوه بهعلاوه علاوه اضافه باضافه بهاضافه قبل منهای غیر"),
    ROLES(ROLE_VAT_EXTRA, "جدا جداست جداگانه اضافه"),
    ROLES(ROLE_NOT, "نیست نمیشه نمیشود نمیشود نشده نداره ندارد نمیباشد نمیباشد"),

    ROLES(ROLE_BETWEEN, "بین مابین"),
    ROLES(ROLE_TO, "تا الی"),
    ROLES(ROLE_FROM, "از"),
    ROLES(ROLE_RISE, "افزایش رسیده رسید گرون گران بالا"),
    ROLES(ROLE_PERCENT, "درصد"),

    /* Beside names. Verbs that begin with می or ن are known by their form. */
    ROLES(ROLE_ARTICLE, "این اون ان همین همون همان یه"),
    ROLES(ROLE_CLAUSE | ROLE_BORDER,
          "من ما شما تو ایشون ایشان اگر اگه که چون ولی اما وقتی هرچند بلکه لذا بنابراین"),
    ROLES(ROLE_MODAL | ROLE_BORDER, "باید بتونید بتوانید خواستید بخواهید بخواید بخواین بخوای"),
    ROLES(ROLE_BORDER,
          "کنم کنید کنیم کنه کند کنن کنند کرد کردم کردیم کردید کردن کرده کنین بکنید بکنم بدم بدید بدهید بدهم "
          "بدیم دادم دادیم دادن داد داده دهید دهم دارم داریم دارید داره دارد دارند دارن داشته داشتید "
          "گرفتم گرفتید گرفتن بگیرید بگیرم بگیریم بگم گفتم گفتید گفت گفتن عرض ببینید ببینم "
          "دیدم بفرمایید فرمودید فرمایید بزنید بزنم بذارم بزارم خریدید بخرید بخرین بپردازید پرداخت "
          "واریز اطلاع ثبت شوید بشه بشود بشید شدید برید چنده چقدر چقدره قرار باشید هستم هستیم هستید بودم بودید "
          "درخدمتم خدمتتون خدمتتان خدمت بله خیر خب خوب باشه اره حتما چشم دقت لطفا ممنون ممنونم مرسی متشکرم "
          "سپاس سپاسگزارم خواهش بخیر وقتتون وقتتان روزتون روزتان وقت صبح عصر عصرتون اره البته پس "
          "یا اینکه نه عزیز جان گرامی ارجمند متاسفانه خوشبختانه راستش ببخشید معذرت"),
    ROLES(ROLE_DROP,
          "اخرین الان حالا الان اکنون فعلا امروز فردا امشب فقط تنها حدود حدودا تقریبا دقیقا هم نیز دیگه دیگر همون "
          "رو را خود هنوز معمولا ی دونهای عددی نفری کل کلی کاملا جدیدا درحالحاضر حاضر حال همه همهش "
          "همش دست پای نقدا نهایتا مجددا واقعا طبق ناقابل تومنی اخرش بابتش براش برات براتون برایتان "
          "براشون واسهش واستون شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه"),
    ROLES(ROLE_PEOPLE, "نفر شخص مشتری مشتریان"),
    ROLES(ROLE_JOIN, "برای واسه بابت از به در جهت بر روی توی توسط"),
    ROLES(ROLE_KEEP, "با بدون بعلاوه همراه شامل و"),
    ROLES(ROLE_FOR, "برای واسه بابت جهت بخاطر"),
    ROLES(ROLE_WITHIN, "طی ظرف تا بعد"),
    ROLES(ROLE_GREETING | ROLE_BORDER, "سلام درود"),
    ROLES(ROLE_TITLE | ROLE_BORDER, "اقای خانم خانوم دکتر مهندس جناب سرکار اقا"),
    ROLES(ROLE_LIMIT | ROLE_BORDER, "بالای زیر کمتر"),
    ROLES(ROLE_DIFFERENCE, "تفاوت اختلاف مابهالتفاوت"),
    ROLES(ROLE_GENERIC, "بسته بستهی طرح پلن تعرفه محصول سفارش سیستم سامانه حساب"),
    ROLES(0, NULL),
};
